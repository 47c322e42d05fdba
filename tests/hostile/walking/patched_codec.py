# /// attack
# tries = "patches the codec and the messages to send a verdict in place of an answer"
# score_at_most = 2.5
# ///
import autograder.sandbox.wire as wire
import autograder.sandbox.worker as worker

genuine = wire.encode
wire.encode = worker.encode = lambda thing, **named: genuine({"score": 100, "status": "passed"})
