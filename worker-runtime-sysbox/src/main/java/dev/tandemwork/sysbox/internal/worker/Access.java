package dev.tandemwork.sysbox.internal.worker;

import dev.tandemwork.agents.output.Voice;
import dev.tandemwork.sysbox.internal.lane.AccessLog;
import dev.tandemwork.sysbox.internal.lane.AccessRecord;

/** Keeps what a worker asked its proxy for, and tells what it was refused. */
final class Access implements AccessLog.Listener {
    private final Voice voice;

    Access(Voice voice) {
        this.voice = voice;
    }

    @Override
    public void asked(AccessRecord access) {
        if (access.isDenied()) {
            voice.line(access.text(), 0);
        } else {
            voice.keep(access.text(), 0);
        }
    }

    @Override
    public void ended() {
        voice.keep("egress: the log of the proxy has ended", 0);
    }
}
