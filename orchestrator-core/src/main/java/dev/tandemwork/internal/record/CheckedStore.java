package dev.tandemwork.internal.record;

import dev.tandemwork.journal.RunId;
import dev.tandemwork.journal.RunLog;
import dev.tandemwork.journal.RunStore;
import java.util.List;

/** A store that is held to its contract: what it breaks is told as a failure that names it. */
public final class CheckedStore implements RunStore {
    private final RunStore store;
    private final Contract contract;

    private CheckedStore(RunStore store) {
        this.store = store;
        this.contract = new Contract("run store", store);
    }

    /** Returns {@code store}, held to its contract. */
    public static CheckedStore around(RunStore store) {
        return store instanceof CheckedStore checked ? checked : new CheckedStore(store);
    }

    @Override
    public RunLog create(RunId run) {
        return new CheckedLog(contract.value("create", () -> store.create(run)));
    }

    @Override
    public RunLog open(RunId run) {
        return new CheckedLog(contract.value("open", () -> store.open(run)));
    }

    @Override
    public List<byte[]> read(RunId run) {
        return contract.value("read", () -> store.read(run));
    }

    @Override
    public byte[] readBlob(RunId run, String hash) {
        return contract.value("readBlob", () -> store.readBlob(run, hash));
    }

    @Override
    public List<RunId> runs() {
        return contract.value("runs", store::runs);
    }

    @Override
    public void delete(RunId run) {
        contract.call("delete", () -> store.delete(run));
    }

    @Override
    public void close() {
        contract.call("close", store::close);
    }
}
