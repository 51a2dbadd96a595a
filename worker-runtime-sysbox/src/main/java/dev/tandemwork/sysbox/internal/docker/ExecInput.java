package dev.tandemwork.sysbox.internal.docker;

import java.io.ByteArrayInputStream;

/**
 * What a command gets to read. The client sends it on a thread of its own, and lets that one die loudly of a broken pipe
 * when the command ends without having read it all, which is the command's own business.
 */
final class ExecInput extends ByteArrayInputStream {
    ExecInput(byte[] bytes) {
        super(bytes);
    }

    @Override
    public int read(byte[] target) {
        Thread.currentThread().setUncaughtExceptionHandler((thread, failure) -> {});
        return super.read(target, 0, target.length);
    }
}
