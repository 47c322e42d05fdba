import numpy as np

def birnn_states(x, forward, backward, h0_forward=None, h0_backward=None):
    def go(seq, p, h):
        Wx, Wh, b = p
        if h is None: h = np.zeros(b.shape)
        hs = np.zeros((len(seq), len(b)))
        for i, xi in enumerate(seq):
            h = np.tanh(Wx @ xi + Wh @ h + b)
            hs[i] = h
        return hs
    return go(x, forward, h0_forward), np.flip(go(np.flip(x, 0), backward, h0_backward), 0)

def merge_states(h_f, h_b, mode="concat"):
    if mode == "concat": return np.hstack((h_f, h_b))
    elif mode == "sum" or mode == "ave": return h_f + h_b   # same thing, up to a constant the next layer learns
    elif mode == "mul": return np.multiply(h_f, h_b)
    else: raise ValueError("bad mode")

def birnn_outputs(h_f, h_b, W_fy, W_by, b_y):
    return (W_fy @ h_f.T + W_by @ h_b.T).T + b_y

def final_states(h_f, h_b):
    if h_f.shape[0] == 0: raise ValueError("empty")
    return np.hstack((h_f[-1], h_b[-1]))   # last row of both

def birnn_gradients(x, d, forward, backward, W_fy, W_by, b_y, h0_forward=None, h0_backward=None):
    hf, hb = birnn_states(x, forward, backward, h0_forward, h0_backward)
    e = birnn_outputs(hf, hb, W_fy, W_by, b_y) - d
    T = x.shape[0]
    sf = np.zeros(hf.shape[1]) if h0_forward is None else h0_forward
    sb = np.zeros(hb.shape[1]) if h0_backward is None else h0_backward
    g = {k: 0 for k in ["W_xh_f", "W_hh_f", "b_h_f", "W_xh_b", "W_hh_b", "b_h_b"]}
    c = 0
    for t in range(T)[::-1]:
        z = (e[t] @ W_fy + c) * (1 - hf[t]**2)
        g["W_xh_f"] = g["W_xh_f"] + np.outer(z, x[t])
        g["W_hh_f"] = g["W_hh_f"] + np.outer(z, hf[t-1] if t else sf)
        g["b_h_f"] = g["b_h_f"] + z
        c = z @ forward[1]
    c = 0
    for t in range(T):
        z = (e[t] @ W_by + c) * (1 - hb[t]**2)
        g["W_xh_b"] = g["W_xh_b"] + np.outer(z, x[t])
        g["W_hh_b"] = g["W_hh_b"] + np.outer(z, hb[t+1] if t < T-1 else sb)
        g["b_h_b"] = g["b_h_b"] + z
        c = z @ backward[1]
    g["W_fy"], g["W_by"], g["b_y"] = e.T @ hf, e.T @ hb, e.sum(0)
    return float((e*e).sum()/2), g

if __name__ == "__main__":
    a = np.ones((2, 3))
    print(merge_states(a, 2*a, "ave"))
