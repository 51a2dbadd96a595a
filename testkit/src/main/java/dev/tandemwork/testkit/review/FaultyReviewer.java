package dev.tandemwork.testkit.review;

import dev.tandemwork.review.ReviewContext;
import dev.tandemwork.review.ReviewOutcome;
import dev.tandemwork.review.ReviewRequest;
import dev.tandemwork.review.Reviewer;
import dev.tandemwork.testkit.Fault;
import dev.tandemwork.testkit.Faults;
import java.util.function.UnaryOperator;

/** A {@link Reviewer} that breaks its contract on demand, and does what another one does otherwise. */
public final class FaultyReviewer implements Reviewer {
    private enum Call {
        REVIEW
    }

    private final Reviewer delegate;
    private final Faults<Call> faults = Faults.none();

    private FaultyReviewer(Reviewer delegate) {
        this.delegate = delegate;
    }

    /** Returns a faulty reviewer of which no fault is armed. */
    public static FaultyReviewer wrapping(Reviewer delegate) {
        return new FaultyReviewer(delegate);
    }

    /** Lets every review go wrong from now on. */
    public FaultyReviewer failing(Fault fault) {
        faults.arm(Call.REVIEW, fault);
        return this;
    }

    /** Lets {@code lie} replace the right outcome of every review from now on. */
    public FaultyReviewer lying(UnaryOperator<ReviewOutcome> lie) {
        faults.lie(Call.REVIEW, right -> lie.apply((ReviewOutcome) right));
        return this;
    }

    /** Lets every review go well from now on. */
    public void heal() {
        faults.heal();
    }

    /** Ends every hang. */
    public void release() {
        faults.release();
    }

    /** Waits until a review hangs, for at most 30 seconds. */
    public void awaitHang() throws InterruptedException {
        faults.awaitHang();
    }

    @Override
    public String id() {
        return delegate.id();
    }

    @Override
    @SuppressWarnings("NullAway") // returning null is one of the faults
    public ReviewOutcome review(ReviewRequest request, ReviewContext context) throws InterruptedException {
        try {
            return (ReviewOutcome) faults.answer(Call.REVIEW, () -> delegate.review(request, context));
        } catch (InterruptedException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("reviewer [" + delegate.id() + "] threw what it may not throw", e);
        }
    }
}
