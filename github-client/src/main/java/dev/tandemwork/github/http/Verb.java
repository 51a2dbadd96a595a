package dev.tandemwork.github.http;

/** What a request asks its host to do. */
public enum Verb {
    /** Reads. */
    GET,
    /** Creates, or acts. */
    POST,
    /** Replaces, or acts. */
    PUT,
    /** Changes. */
    PATCH,
    /** Removes. */
    DELETE
}
