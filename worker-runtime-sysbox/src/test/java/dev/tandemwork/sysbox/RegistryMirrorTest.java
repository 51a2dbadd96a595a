package dev.tandemwork.sysbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandemwork.sysbox.cache.ImageCache;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;

final class RegistryMirrorTest {
    @Test
    void upstream_isAUrlOfARegistry() {
        assertThatThrownBy(() -> RegistryMirror.pullThrough(URI.create("ftp://registry.example.org")))
                .hasMessage("registry mirror has upstream [ftp://registry.example.org]; expected one such as"
                        + " [https://registry.example.org]; correct it");
        assertThat(RegistryMirror.pullThrough(URI.create("https://registry.example.org:8443/v2")))
                .isInstanceOf(RegistryMirror.PullThrough.class);
    }

    @Test
    void runningMirror_listensByHttp() {
        assertThatThrownBy(() -> RegistryMirror.at(URI.create("https://mirror.example.org")))
                .hasMessage("registry mirror has URL [https://mirror.example.org]; expected one such as"
                        + " [http://10.0.0.5:5000]; let it listen by http for workers, whose proxies let nothing be written"
                        + " to it");
        assertThatThrownBy(() -> RegistryMirror.at(URI.create("http://user:word@mirror.example.org")))
                .hasMessageContaining("expected one such as [http://10.0.0.5:5000]");
        assertThat(RegistryMirror.at(URI.create("http://host-gateway:5000")))
                .isInstanceOf(RegistryMirror.Running.class);
    }

    @Test
    void cache_hasImages() {
        assertThatThrownBy(() -> ImageCache.golden(List.of(), 1))
                .hasMessage(
                        "cache of images has none; expected those that workers use; name them, or leave the cache out");
    }
}
