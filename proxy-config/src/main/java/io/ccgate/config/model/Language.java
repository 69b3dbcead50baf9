package io.ccgate.config.model;

/** In which language the gateway words its own refusals and errors. */
public enum Language {
    EN,
    ZH
}
