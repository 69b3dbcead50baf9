package io.ccgate.admin.api;

/** Who may make a call. */
public enum Access {
    /** Everybody, also without logging in. */
    OPEN,
    /** Tenants, who see only what is theirs, and administrators. */
    TENANT,
    /** Administrators, also with a token that may only read. */
    READ,
    /** Administrators who may change things. */
    WRITE
}
