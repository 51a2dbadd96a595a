package dev.tandemwork.sysbox.internal.worker;

import dev.tandemwork.sysbox.internal.admission.Admission;
import dev.tandemwork.sysbox.internal.admission.Demand;
import dev.tandemwork.sysbox.internal.admission.Reservation;
import dev.tandemwork.task.Limits;
import dev.tandemwork.worker.WorkerId;
import dev.tandemwork.worker.WorkerSpec;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The places of workers that another process has left and that nobody has adopted yet: their memory is used all the same.
 * Not safe for use by several threads.
 */
final class UnadoptedPlaces {
    private final Admission admission;
    private final Map<WorkerId, Place> places = new HashMap<>();

    /**
     * A place.
     *
     * @param folder of the worker
     * @param sandbox in which it is
     * @param share of the host
     */
    private record Place(WorkerFolder folder, String sandbox, Reservation share) {
        boolean isIn(Set<String> running) {
            return folder.started().read().isEmpty() || running.contains(sandbox);
        }
    }

    private UnadoptedPlaces(Admission admission) {
        this.admission = admission;
    }

    /** Returns the places of all workers below {@code root} that have not come to a result. */
    static UnadoptedPlaces of(WorkerRoot root, Admission admission) {
        UnadoptedPlaces places = new UnadoptedPlaces(admission);
        root.folders().forEach(places::note);
        return places;
    }

    static Demand demand(WorkerSpec spec) {
        Limits limits = spec.attempt().task().limits();
        return Demand.of(spec.id().value(), limits.memoryBytes(), limits.cpus());
    }

    private void note(WorkerFolder folder) {
        folder.record()
                .read()
                .filter(record -> folder.result().read().isEmpty())
                .ifPresent(record -> places.put(
                        folder.id(), new Place(folder, record.sandbox(), admission.adopt(demand(record.spec())))));
    }

    /** Returns the place of a worker that is adopted, whether there is one free or not. */
    Reservation take(WorkerSpec spec) {
        return Optional.ofNullable(places.remove(spec.id()))
                .map(Place::share)
                .orElseGet(() -> admission.adopt(demand(spec)));
    }

    /** Gives back the place of a worker that is removed, if nobody has adopted it. */
    void release(WorkerId id) {
        Optional.ofNullable(places.remove(id)).map(Place::share).ifPresent(Reservation::close);
    }

    /** Gives back the places whose sandboxes were started and are not {@code running} any more: nobody has to adopt them. */
    void releaseEnded(Set<String> running) {
        places.entrySet().stream()
                .filter(place -> !place.getValue().isIn(running))
                .map(Map.Entry::getKey)
                .toList()
                .forEach(this::release);
    }
}
