package dev.tandemwork.cli.planted;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What tells a secret, written without a look at what veils it. */
final class Signs {
    private static final int PART = 18;

    private Signs() {}

    static List<String> of(String value) {
        Stream<String> lines = value.lines().filter(line -> !line.startsWith("-----"));
        Stream<String> raw = lines.flatMap(line -> Stream.concat(Stream.of(line), parts(line)));
        return Stream.of(raw, encoded(value), escaped(value))
                .flatMap(signs -> signs)
                .distinct()
                .toList();
    }

    /** Each place in what is encoded gives another form; what is broken into lines still has whole parts. */
    private static Stream<String> encoded(String value) {
        return IntStream.range(0, 3).boxed().flatMap(shift -> {
            byte[] bytes = ("x".repeat(shift) + value).getBytes(StandardCharsets.UTF_8);
            String all = Base64.getEncoder().withoutPadding().encodeToString(bytes);
            String own = value.startsWith("-----") ? all.substring(60, all.length() - 60) : all.substring(4);
            return Stream.of(own, own.replace('+', '-').replace('/', '_')).flatMap(Signs::parts);
        });
    }

    private static Stream<String> escaped(String value) {
        String url = URLEncoder.encode(value, StandardCharsets.UTF_8);
        String json = value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
        String twice = json.replace("\\", "\\\\").replace("\"", "\\\"");
        return Stream.of(
                url, url.replace("+", "%20"), json, json.replace("/", "\\/"), twice, json.replace("ä", "\\u00e4"));
    }

    private static Stream<String> parts(String text) {
        return IntStream.iterate(0, at -> at + PART <= text.length(), at -> at + PART)
                .mapToObj(at -> text.substring(at, at + PART));
    }
}
