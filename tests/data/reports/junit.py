"""Holds files of JUnit's XML against a schema, and reads them with junitparser."""

import sys

import junitparser
import xmlschema

schema = xmlschema.XMLSchema(sys.argv[1])
for path in sys.argv[2:]:
    schema.validate(path)
    report = junitparser.JUnitXml.fromfile(path)
    suites = list(report)
    for suite in suites:
        cases = list(suite)
        failures = [it for case in cases for it in case.result if isinstance(it, junitparser.Failure)]
        assert (suite.tests, suite.failures) == (len(cases), len(failures)), suite.name
        assert all(it.message and it.type and it.text for it in failures)
    assert report.tests == sum(it.tests for it in suites)
    print("; ".join(f"{it.name} {it.tests} case {it.failures} failure" for it in suites))
