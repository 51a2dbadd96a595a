package dev.tandemwork.sysbox.internal.docker;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Names in the path of a request. */
final class Paths {
    private Paths() {}

    static String segment(String name) {
        return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
