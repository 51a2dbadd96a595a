package dev.tandemwork.testkit.github.internal.server;

import dev.tandemwork.testkit.github.internal.wire.Answer;
import dev.tandemwork.testkit.github.internal.wire.Call;
import dev.tandemwork.testkit.github.traffic.GitHubExchange;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps what was said, if somebody wants to know. */
public final class Recorder {
    private final boolean isOn;
    private final List<GitHubExchange> exchanges = new CopyOnWriteArrayList<>();

    /** Keeps everything, or nothing. */
    public Recorder(boolean isOn) {
        this.isOn = isOn;
    }

    /** Returns what was said, oldest first. */
    public List<GitHubExchange> exchanges() {
        return List.copyOf(exchanges);
    }

    void record(Call call, Answer answer) {
        keep(call, answer.status(), answer.header("Content-Type").orElse(""), answer.text());
    }

    void recordCut(Call call) {
        keep(call, 0, "", "");
    }

    private void keep(Call call, int status, String type, String answer) {
        if (isOn) {
            exchanges.add(
                    new GitHubExchange(call.method(), call.path(), call.query(), call.body(), status, type, answer));
        }
    }
}
