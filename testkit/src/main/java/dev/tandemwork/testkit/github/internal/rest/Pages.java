package dev.tandemwork.testkit.github.internal.rest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tandemwork.testkit.github.internal.route.Ask;
import dev.tandemwork.testkit.github.internal.wire.Answer;
import dev.tandemwork.testkit.github.internal.wire.Json;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Cuts lists into pages, with links from one to the next. */
final class Pages {
    private static final int USUAL = 30;
    private static final int MOST = 100;

    private final Ask ask;
    private final int size;
    private final int page;

    private Pages(Ask ask) {
        this.ask = ask;
        this.size = Math.min(MOST, Math.max(1, ask.call().number("per_page", USUAL)));
        this.page = Math.max(1, ask.call().number("page", 1));
    }

    static <T> Answer of(Ask ask, List<T> all, Function<T, ? extends JsonNode> shape) {
        Pages pages = new Pages(ask);
        return pages.linked(Answer.ok(pages.cut(all).stream().map(shape).collect(Json.toArray())), all.size());
    }

    /** Returns a page inside of an object that says how many there are. */
    static <T> Answer counted(Ask ask, String name, List<T> all, Function<T, ? extends JsonNode> shape) {
        Pages pages = new Pages(ask);
        var body = Json.object().put("total_count", all.size());
        body.set(name, pages.cut(all).stream().map(shape).collect(Json.toArray()));
        return pages.linked(Answer.ok(body), all.size());
    }

    private <T> List<T> cut(List<T> all) {
        int start = Math.min(all.size(), (page - 1) * size);
        return all.subList(start, Math.min(all.size(), start + size));
    }

    private Answer linked(Answer answer, int total) {
        int last = Math.max(1, (total + size - 1) / size);
        List<String> links = new ArrayList<>();
        if (page > 1) {
            links.add(link(page - 1, "prev"));
            links.add(link(1, "first"));
        }
        if (page < last) {
            links.add(link(page + 1, "next"));
            links.add(link(last, "last"));
        }
        return links.isEmpty() ? answer : answer.with("Link", String.join(", ", links));
    }

    /** Further pages have another path than the first: whoever builds it instead of following it is wrong. */
    private String link(int to, String relation) {
        Map<String, String> query = new TreeMap<>(ask.call().query());
        query.put("page", Integer.toString(to));
        String text = query.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        String path = ask.call()
                .path()
                .replaceFirst(
                        "^/repos/[^/]+/[^/]+",
                        "/repositories/" + ask.repository().id());
        return "<" + ask.places().api() + path + "?" + text + ">; rel=\"" + relation + "\"";
    }
}
