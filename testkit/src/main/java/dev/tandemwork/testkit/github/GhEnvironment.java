package dev.tandemwork.testkit.github;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;

/** Leads gh and git to a server that no name leads to. */
final class GhEnvironment {
    private GhEnvironment() {}

    static Map<String, String> of(String host, URI proxy, String token) {
        Map<String, String> variables = new TreeMap<>(Map.of(
                "GH_HOST",
                host,
                "GH_TOKEN",
                token,
                "GH_PROMPT_DISABLED",
                "1",
                "GH_NO_UPDATE_NOTIFIER",
                "1",
                "HTTP_PROXY",
                proxy.toString(),
                "http_proxy",
                proxy.toString(),
                "NO_PROXY",
                "",
                "no_proxy",
                ""));
        String pair = Base64.getEncoder().encodeToString(("x-access-token:" + token).getBytes(StandardCharsets.UTF_8));
        variables.put("GIT_CONFIG_COUNT", "1");
        variables.put("GIT_CONFIG_KEY_0", "http.http://" + host + "/.extraHeader");
        variables.put("GIT_CONFIG_VALUE_0", "Authorization: Basic " + pair);
        variables.put("GIT_TERMINAL_PROMPT", "0");
        return variables;
    }
}
