package io.ccgate.balance;

/** How sure it is that an upstream serves a model, surest first. */
enum Fit {
    /** It lists the model, or speaks the protocol of those who make it. */
    OWN,
    /** It lists no models, and the name is nobody's that is known: the upstream may well have it. */
    POSSIBLE,
    /** It lists no models, and another protocol's inventor makes this one. Some providers resell everything, most do not. */
    GUESS
}
