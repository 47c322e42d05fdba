# /// attack
# tries = "replaces the worker's functions: every call is answered with its first argument"
# score_at_most = 2.5
# status = ["crashed", "invalid_return"]
# ///
import autograder.sandbox.worker as worker


def _call(module, request):
    args, kwargs = worker.decode(request.arguments, layout=True)
    send_answer("returned", value(args[0]), request.arguments, request=request.request)
    return worker._call_of_the_package(module, request)


worker._call_of_the_package = worker._call
worker._call = _call
worker._told = lambda *_: ("AssertionError", "passed", 0)
