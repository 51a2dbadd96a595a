package dev.tandemwork.sysbox;

import java.net.URI;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * A registry mirror, which the engines of workers ask for the images of Docker Hub, so that an image is pulled once from
 * outside and not by each worker. Workers can read it, whatever their policy allows, and can't write to it.
 */
public sealed interface RegistryMirror {
    /**
     * Returns one that runs beside the workers, of the image {@code tandemwork/mirror:local}, and pulls through from
     * {@code upstream}, such as {@code https://registry-1.docker.io}.
     *
     * @throws IllegalArgumentException if that is no URL of a registry
     */
    static RegistryMirror pullThrough(URI upstream) {
        return new PullThrough("tandemwork/mirror:local", upstream);
    }

    /**
     * Returns one that you run, such as {@code http://10.0.0.5:5000}; {@link EgressPolicy#HOST_GATEWAY} as its host is the
     * workers' host itself. A name is looked up once, when the runtime is built.
     *
     * @throws IllegalArgumentException if it is no such URL
     */
    static RegistryMirror at(URI url) {
        return new Running(url);
    }

    /**
     * A mirror of the workers' own. It is removed when nobody uses it any more; its images stay in a volume, which is called
     * {@code <owner>-mirror} and may be removed by hand.
     *
     * @param image of its container: with Debian's docker-registry
     * @param upstream what it pulls through from
     */
    record PullThrough(String image, URI upstream) implements RegistryMirror {
        private static final Pattern UPSTREAM =
                Pattern.compile("https?://[A-Za-z0-9.-]+(:\\d{1,5})?(/[A-Za-z0-9./_-]*)?");

        /** Refuses what is no URL of a registry. */
        public PullThrough {
            Objects.requireNonNull(image, "image");
            if (!UPSTREAM.matcher(upstream.toString()).matches()) {
                throw new IllegalArgumentException("registry mirror has upstream [" + upstream
                        + "]; expected one such as [https://registry.example.org]; correct it");
            }
        }
    }

    /**
     * A mirror that somebody else runs.
     *
     * @param url where it listens
     */
    record Running(URI url) implements RegistryMirror {
        private static final Pattern URL = Pattern.compile("http://[A-Za-z0-9.-]+(:\\d{1,5})?/?");

        /** Refuses https: a proxy can't look into it, and so can't let it be read only. */
        public Running {
            if (!URL.matcher(url.toString()).matches()) {
                throw new IllegalArgumentException("registry mirror has URL [" + url
                        + "]; expected one such as [http://10.0.0.5:5000]; let it listen by http for workers, whose proxies"
                        + " let nothing be written to it");
            }
        }
    }
}
