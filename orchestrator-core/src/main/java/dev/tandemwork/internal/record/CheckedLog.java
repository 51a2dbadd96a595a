package dev.tandemwork.internal.record;

import dev.tandemwork.journal.RunId;
import dev.tandemwork.journal.RunLog;
import java.util.List;

/** A log that is held to its contract: what it breaks is told as a failure that names it. */
final class CheckedLog implements RunLog {
    private final RunLog log;
    private final Contract contract;

    CheckedLog(RunLog log) {
        this.log = log;
        this.contract = new Contract("run log", log);
    }

    @Override
    public RunId run() {
        return contract.value("run", log::run);
    }

    @Override
    public long epoch() {
        return contract.value("epoch", log::epoch);
    }

    @Override
    public List<byte[]> records() {
        return contract.value("records", log::records);
    }

    @Override
    public void append(List<byte[]> records) {
        contract.call("append", () -> log.append(records));
    }

    @Override
    public String putBlob(byte[] content) {
        return contract.value("putBlob", () -> log.putBlob(content));
    }

    @Override
    public byte[] blob(String hash) {
        return contract.value("blob", () -> log.blob(hash));
    }

    @Override
    public void close() {
        contract.call("close", log::close);
    }

    @Override
    public String toString() {
        return log.getClass().getName();
    }
}
