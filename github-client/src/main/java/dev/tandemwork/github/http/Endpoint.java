package dev.tandemwork.github.http;

import java.util.Objects;
import okhttp3.HttpUrl;

/** Where a host's interfaces are. */
public final class Endpoint {
    private final HttpUrl rest;

    private Endpoint(HttpUrl rest) {
        this.rest = rest;
    }

    /** Returns the endpoint whose REST interface is at {@code base}. */
    public static Endpoint of(String base) {
        HttpUrl url = HttpUrl.parse(base.replaceAll("/+$", ""));
        if (url == null || url.query() != null || !url.username().isEmpty()) {
            throw new IllegalArgumentException("base URL [" + base.replaceAll("//[^@/]*@", "//***@")
                    + "] is no plain http or https URL; expected https://api.github.com, or https://HOST/api/v3 of an "
                    + "Enterprise Server");
        }
        return new Endpoint(url);
    }

    HttpUrl resolve(String path) {
        String address = path.startsWith("http://") || path.startsWith("https://") ? path : root() + path;
        return Objects.requireNonNull(HttpUrl.parse(address), "address");
    }

    private String root() {
        return rest.toString().replaceAll("/+$", "");
    }

    /** An Enterprise Server has its GraphQL interface beside the REST interface, not below it. */
    HttpUrl graphql() {
        return resolve(root().replaceAll("/api/v3$", "/api") + "/graphql");
    }

    /** Returns whether {@code url} is on the host that the token is for. */
    boolean isOwn(HttpUrl url) {
        return url.scheme().equals(rest.scheme()) && url.host().equals(rest.host()) && url.port() == rest.port();
    }
}
