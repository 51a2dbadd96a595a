package dev.tandemwork.review.llm.gate;

import dev.tandemwork.Names;
import dev.tandemwork.budget.Usage;
import dev.tandemwork.local.git.GitException;
import dev.tandemwork.review.Finding;
import dev.tandemwork.review.ReviewContext;
import dev.tandemwork.review.ReviewOutcome;
import dev.tandemwork.review.ReviewOutcome.Incomplete;
import dev.tandemwork.review.ReviewOutcome.Reason;
import dev.tandemwork.review.ReviewRequest;
import dev.tandemwork.review.Reviewer;
import dev.tandemwork.review.llm.change.ChangeReader;
import dev.tandemwork.review.llm.change.ChangeSet;
import dev.tandemwork.review.llm.change.Reading;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A {@link Reviewer} that asks gates and no model. It reads the change from a bare clone, exactly or not at all.
 *
 * <p>A remark of level {@code BLOCK} sends the change back. Without one, a remark of level {@code PERSON} leaves the review
 * incomplete, so that a person is asked. A change that no gate minds is approved, which says that it is not known to be bad:
 * let a reviewer that understands it approve it, too.
 */
public final class GateReviewer implements Reviewer {
    private final String id;
    private final Path folder;
    private final List<Gate> gates;

    private GateReviewer(String id, Path folder, List<Gate> gates) {
        this.id = id;
        this.folder = folder;
        this.gates = List.copyOf(gates);
    }

    /** Returns a reviewer named {@code gates} with all gates of {@link Gates#standard()}. */
    public static GateReviewer standard() {
        return of("gates", Gates.standard());
    }

    /** Returns a reviewer with the given gates, that works in the system's temporary folder. */
    public static GateReviewer of(String id, List<Gate> gates) {
        return new GateReviewer(
                Names.requireName("reviewer", id), Path.of(System.getProperty("java.io.tmpdir")), gates);
    }

    /** Returns this with another folder for its clones. */
    public GateReviewer in(Path other) {
        return new GateReviewer(id, other, gates);
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public ReviewOutcome review(ReviewRequest request, ReviewContext context) throws InterruptedException {
        try (ReviewClone clone = ReviewClone.in(folder)) {
            ChangeReader reader = ChangeReader.in(clone.fetch(request.change().repository()));
            Reading reading = reader.read(request.onto(), request.change().head());
            return reading.fold(
                    whole -> judge(request, whole.changes(), reader),
                    part -> incomplete(part.reason(), part.detail(), List.of()));
        } catch (GitException e) {
            if (e.kind() == GitException.Kind.INTERRUPTED && Thread.interrupted()) {
                throw new InterruptedException(e.getMessage());
            }
            return incomplete(Reason.TRANSPORT, "the repository can't be read: " + e.getMessage(), List.of());
        } catch (IOException e) {
            String detail =
                    "folder [" + folder + "] can't be used for a clone; expected to be allowed to write there: ";
            return incomplete(Reason.TRANSPORT, detail + e.getMessage(), List.of());
        }
    }

    private ReviewOutcome judge(ReviewRequest request, ChangeSet changes, ChangeReader reader) {
        Examined change = new Examined(request.task(), changes, text -> reader.linesWith(changes.head(), text));
        List<Remark> remarks =
                gates.stream().flatMap(gate -> gate.check(change).stream()).toList();
        List<Finding> findings =
                remarks.stream().map(remark -> remark.finding(id)).toList();
        List<Remark> forPeople = remarks.stream()
                .filter(remark -> remark.level() == Remark.Level.PERSON)
                .toList();
        boolean blocks = findings.stream().anyMatch(Finding::blocks);
        return blocks || forPeople.isEmpty()
                ? ReviewOutcome.of(findings, Usage.NONE)
                : incomplete(Reason.NEEDS_PERSON, question(forPeople), findings);
    }

    private static String question(List<Remark> remarks) {
        return remarks.stream()
                .map(remark -> remark.title() + " (" + remark.anchor().describe() + ")")
                .distinct()
                .collect(Collectors.joining("; ", "a person must agree: ", ""));
    }

    private static Incomplete incomplete(Reason reason, String detail, List<Finding> findings) {
        return new Incomplete(reason, detail, findings, Usage.NONE);
    }
}
