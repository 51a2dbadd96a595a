package dev.tandemwork.agents.output;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What tokens look like. Their least lengths are below the real ones, for a token may have been cut. */
final class Tokens {
    private static final int LEAST = 16;
    private static final int AWS_SECRET = 40;
    private static final CharSet WORD = CharSet.alphanumericAnd("_");
    private static final CharSet WORD_AND_DASH = CharSet.alphanumericAnd("_-");
    private static final CharSet DOTTED = CharSet.alphanumericAnd("._-");
    private static final CharSet UPPER = CharSet.of(c -> c >= 'A' && c <= 'Z' || c >= '0' && c <= '9');
    private static final CharSet BASE64 = CharSet.alphanumericAnd("+/=");
    private static final CharSet CREDENTIALS = CharSet.alphanumericAnd("+/=._~-");
    private static final CharSet BETWEEN = CharSet.of(c -> " \t\"':=\\".indexOf(c) >= 0);

    /** Every kind of token that is known. */
    static final List<Needle> ALL = all();

    private Tokens() {}

    private static List<Needle> all() {
        List<Needle> all = new ArrayList<>();
        // GitHub's tokens for apps have been JWTs since 2026.
        Stream.of("ghp_", "gho_", "ghu_", "ghs_", "ghr_").forEach(head -> all.add(token(head, DOTTED)));
        all.add(token("github_pat_", WORD));
        Stream.of("sk-ant-", "sk-proj-", "sk-svcacct-", "AIza", "glpat-")
                .forEach(head -> all.add(token(head, WORD_AND_DASH)));
        Stream.of("AKIA", "ASIA", "AROA", "AIDA").forEach(head -> all.add(token(head, UPPER)));
        Stream.of("aws_secret_access_key", "AWS_SECRET_ACCESS_KEY", "SecretAccessKey", "secretAccessKey")
                .forEach(head -> all.add(new Needle.Named(head, BETWEEN, BASE64, AWS_SECRET)));
        addHeaders(all);
        return List.copyOf(all);
    }

    /** What git and others show of requests; {@code x-access-token:} in Base64 is how GitHub's tokens are sent. */
    private static void addHeaders(List<Needle> all) {
        Stream.of("Bearer ", "bearer ", "BEARER ")
                .forEach(head -> all.add(new Needle.Named(head, BETWEEN, CREDENTIALS, LEAST)));
        Stream.of("Basic", "basic", "BASIC", "Token", "token")
                .flatMap(scheme ->
                        Stream.of("uthorization: " + scheme, "UTHORIZATION: " + scheme, "uthorization\":\"" + scheme))
                .forEach(head -> all.add(new Needle.Named(head, BETWEEN, CREDENTIALS, 4)));
        all.add(new Needle.Token("eC1hY2Nlc3MtdG9rZW46", BASE64, 4));
    }

    private static Needle token(String head, CharSet rest) {
        return new Needle.Token(head, rest, LEAST);
    }
}
