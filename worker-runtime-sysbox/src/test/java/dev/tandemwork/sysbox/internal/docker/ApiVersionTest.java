package dev.tandemwork.sysbox.internal.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ApiVersionTest {
    private static ApiVersion common(String newest, String oldest) {
        return ApiVersion.common("unix:///x", ApiVersion.parse(newest), ApiVersion.parse(oldest));
    }

    @ParameterizedTest
    @CsvSource({"1.41, 1.12, 1.41", "1.44, 1.24, 1.44", "1.52, 1.44, 1.44", "1.40, 1.12, 1.40", "2.0, 1.44, 1.44"})
    void versionInCommon_isTheOlderOfBothNewest(String newest, String oldest, String expected) {
        assertThat(common(newest, oldest)).hasToString(expected);
    }

    @Test
    void oldEngine_isRefused() {
        DockerException refusal = catchThrowableOfType(DockerException.class, () -> common("1.39", "1.12"));

        assertThat(refusal.kind()).isEqualTo(DockerException.Kind.REFUSED);
        assertThat(refusal)
                .hasMessage("API version of engine [unix:///x] [1.39] is too old; expected 1.40 or newer; "
                        + "upgrade the engine");
    }

    @Test
    void engineThatForgotOurVersion_isRefused() {
        DockerException refusal = catchThrowableOfType(DockerException.class, () -> common("1.60", "1.50"));

        assertThat(refusal)
                .hasMessage("API version of engine [unix:///x] [1.50] at least is too new; expected 1.44 or older; "
                        + "upgrade Tandemwork, or set min-api-version of the engine");
    }
}
