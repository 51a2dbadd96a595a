package dev.tandemwork.testkit.github.internal.state;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** Numbers for everything that has one. */
public final class Ids {
    private final AtomicLong last = new AtomicLong(1000);
    private final Map<String, Long> accounts = new ConcurrentHashMap<>();

    Ids() {}

    long next() {
        return last.incrementAndGet();
    }

    /** Returns the number of an account, always the same. */
    public long account(String login) {
        return accounts.computeIfAbsent(login, key -> next());
    }

    /** Returns the name of a thing in GraphQL. */
    public static String node(String type, Object id) {
        byte[] text = (type + ":" + id).getBytes(StandardCharsets.UTF_8);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text);
    }

    /** Returns type and id of a name in GraphQL, or nothing that means anything. */
    public static String[] parse(String node) {
        try {
            String[] parts = new String(Base64.getUrlDecoder().decode(node), StandardCharsets.UTF_8).split(":", 2);
            return parts.length == 2 ? parts : new String[] {"", ""};
        } catch (IllegalArgumentException e) {
            return new String[] {"", ""};
        }
    }
}
