package dev.tandemwork.github.http;

import dev.tandemwork.github.auth.Token;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import okhttp3.HttpUrl;

/**
 * Replies that were given before, to be asked for again under the condition that they have changed. It never answers by
 * itself. What is kept is bound to the token, as the host's tags are: another token sees none of it.
 */
final class ReplyCache {
    private final long capacity;

    /** Guarded by this, as is the field below. */
    private final Map<String, Reply> replies = new LinkedHashMap<>(64, 0.75f, true);

    private long size;

    ReplyCache(long capacity) {
        this.capacity = capacity;
    }

    private static String key(Call call, HttpUrl url, Token token) {
        return token.fingerprint() + " " + call.accept() + " " + url;
    }

    synchronized Optional<Reply> find(Call call, HttpUrl url, Token token) {
        return call.isKept() ? Optional.ofNullable(replies.get(key(call, url, token))) : Optional.empty();
    }

    synchronized void keep(Call call, HttpUrl url, Token token, Reply reply) {
        boolean hasTag =
                reply.header("etag").or(() -> reply.header("last-modified")).isPresent();
        if (!call.isKept() || !reply.isGood() || reply.isCut() || !hasTag) {
            return;
        }
        Reply before = replies.put(key(call, url, token), reply);
        size += reply.size() - (before == null ? 0 : before.size());
        evict();
    }

    private void evict() {
        for (Iterator<Reply> oldest = replies.values().iterator(); size > capacity && oldest.hasNext(); ) {
            size -= oldest.next().size();
            oldest.remove();
        }
    }
}
