# /// attack
# tries = "brings tests, fixtures and settings of its own for a pytest that might collect it"
# score = "full"
# ///
collect_ignore_glob = ["*"]
pytest_plugins = ["no_such_plugin"]
__test__ = {"x": ">>> 1/0"}


def pytest_runtest_makereport(item, call):
    breach("a hook ran")


def pytest_collection_modifyitems(items):
    items.clear()


def test_softmax():
    raise AssertionError
