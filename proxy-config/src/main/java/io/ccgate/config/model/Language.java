package io.ccgate.config.model;

/** In which language the gateway words its own answers. */
public enum Language {
    EN,
    ZH
}
