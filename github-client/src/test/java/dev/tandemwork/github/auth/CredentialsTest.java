package dev.tandemwork.github.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tandemwork.scm.ScmException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class CredentialsTest {
    @TempDir
    Path dir;

    @Test
    void aFile_isReadAgain_whenItsTokenWasRefused() throws IOException {
        Path file = Files.writeString(dir.resolve("token"), "first\n");
        TokenSource source = Credentials.inFile(file);
        Token first = source.token();
        Files.writeString(file, "second\n");

        assertThat(source.token()).isEqualTo(first);
        source.reject(first);
        source.reject(first);

        assertThat(source.token().reveal()).isEqualTo("second");
    }

    @Test
    void aVariable_isTheOneThatIsNamed() {
        TokenSource source = Credentials.inVariable("GITHUB_TOKEN", Map.of("GITHUB_TOKEN", "secret"));

        assertThat(source.token().reveal()).isEqualTo("secret");
        assertThat(missing(Credentials.inVariable("OTHER", Map.of())))
                .hasMessage("variable [OTHER] is not set; expected a token in it");
    }

    @Test
    void gh_isAskedForItsToken() throws IOException {
        Path gh = Files.writeString(
                dir.resolve("gh"), "#!/bin/sh\n[ \"$*\" = 'auth token --hostname github.com' ] && echo from-gh\n");
        assertThat(gh.toFile().setExecutable(true)).isTrue();

        assertThat(Credentials.ofGh(gh.toString(), "github.com").token().reveal())
                .isEqualTo("from-gh");
        assertThat(missing(Credentials.ofGh(gh.toString(), "elsewhere"))).hasMessageContaining("gh auth login");
        assertThat(missing(Credentials.ofGh(dir.resolve("none").toString(), "github.com")))
                .hasMessageContaining("install it");
    }

    @Test
    void whatIsNoToken_isRefused_andNotShown() throws IOException {
        Path file = Files.writeString(dir.resolve("token"), "two secret words");

        assertThat(missing(Credentials.inFile(file)))
                .hasMessageContaining("holds no token")
                .hasMessageNotContaining("secret");
        assertThat(missing(Credentials.inFile(dir.resolve("none")))).hasMessageContaining("can't be read");
    }

    private static ScmException missing(TokenSource source) {
        ScmException thrown = catchThrowableOfType(ScmException.class, source::token);
        assertThat(thrown.kind()).isEqualTo(ScmException.Kind.AUTHENTICATION);
        return thrown;
    }

    static Stream<String> tokens() {
        String long520 = "ghs_" + "123456_eyJhbGciOiJSUzI1NiJ9.".concat("Ab-_9.".repeat(81));
        return Stream.of(
                "ghp_" + "a".repeat(36),
                "gho_" + "b".repeat(36),
                "ghu_" + "c".repeat(36),
                "ghr_" + "d".repeat(76),
                "ghs_" + "e".repeat(36),
                "github_pat_" + "f".repeat(22) + "_" + "g".repeat(59),
                long520);
    }

    @ParameterizedTest
    @MethodSource("tokens")
    void everyFormOfToken_isTakenOut_whole(String token) {
        assertThat(Redaction.of("before " + token + " after")).isEqualTo("before *** after");
        assertThat(Redaction.of("https://x:" + token + "@host/a")).doesNotContain(token.substring(10));
        assertThat(Token.of(token).toString()).doesNotContain(token);
        assertThat(Token.of(token).fingerprint()).doesNotContain(token);
    }

    @Test
    void aTokenOfNoKnownForm_isTakenOut_whereItIsKnown() {
        assertThat(Redaction.of("say hunter2 twice", Token.of("hunter2"))).isEqualTo("say *** twice");
    }
}
