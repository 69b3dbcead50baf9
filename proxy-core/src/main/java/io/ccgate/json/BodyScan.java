package io.ccgate.json;

/** What came of scanning a request body. */
public sealed interface BodyScan permits BodyFacts, BodyProblem {}
