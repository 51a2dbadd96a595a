package dev.tandemwork.sysbox.internal.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandemwork.sysbox.secret.SecretLease;
import dev.tandemwork.sysbox.secret.SecretRequest;
import dev.tandemwork.sysbox.secret.SecretSource;
import dev.tandemwork.worker.WorkerId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class VeiledTest {
    private static final SecretSource SOURCE = SecretSource.of(Map.of("KEY", "correct-horse"));
    private static final List<SecretRequest> REQUESTS =
            List.of(new SecretRequest("KEY", new WorkerId("one-1"), "one", "https://host.invalid/r.git"));

    @Test
    void names_areVeiled() throws InterruptedException {
        Veiled veiled = Veiled.by(SecretLease.mint(SOURCE, REQUESTS));

        assertThat(veiled.name("artifacts/of-correct-horse/a")).contains("artifacts/of-***/a");
        assertThat(veiled.name("transcript.log")).contains("transcript.log");
    }

    @Test
    void whatTheWorkerHasNotWritten_isLeftOut_whenASecretIsNotKnown() throws InterruptedException {
        SecretSource forgetful = request -> SOURCE.mint(request);
        Veiled veiled = Veiled.by(SecretLease.recover(forgetful, REQUESTS, Map.of()));

        assertThat(veiled.name("artifacts")).isEmpty();
        assertThat(veiled.name("artifacts/a")).isEmpty();
        assertThat(veiled.name("checks/a.log")).contains("checks/a.log");
    }
}
