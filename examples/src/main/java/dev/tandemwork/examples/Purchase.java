package dev.tandemwork.examples;

import dev.tandemwork.graph.Ask;
import dev.tandemwork.graph.Branch;
import dev.tandemwork.graph.Graph;
import dev.tandemwork.graph.Node;
import dev.tandemwork.graph.Retry;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A graph that has nothing to do with code: asks several shops for an offer at once, takes the cheapest of those that
 * answer, and has a person confirm what is expensive.
 */
public final class Purchase {
    private static final int ASK_FROM_CENTS = 10_000;

    private Purchase() {}

    /** Asks a shop. */
    @FunctionalInterface
    public interface Market {
        /** Returns what {@code shop} wants for {@code item}. */
        int centsFor(String shop, String item) throws IOException;
    }

    /** What is to be bought. */
    public record Wish(String item, List<String> shops) {}

    /** A shop, asked for an item. */
    public record Inquiry(String shop, String item) {}

    /** What a shop wants for it. */
    public record Offer(String shop, int cents) {}

    /** What a person says. */
    public enum Decision {
        BUY,
        LEAVE
    }

    /** What is to be bought where: nothing, if no shop has it or a person has refused. */
    public record Choice(Optional<Offer> offer) {
        boolean isExpensive() {
            return offer.filter(found -> found.cents() >= ASK_FROM_CENTS).isPresent();
        }

        Choice after(Decision decision) {
            return decision == Decision.BUY ? this : new Choice(Optional.empty());
        }
    }

    /** Returns the graph. */
    public static Graph<Wish, Choice> graph(Market market) {
        Node<Inquiry, Offer> inquire = Graph.node(
                        "inquire", Inquiry.class, Offer.class, inquiry -> ask(market, inquiry))
                .retry(Retry.transientFailures(3));
        Ask<Choice, Decision> confirm =
                Graph.ask("confirm", Choice.class, Decision.class).prompt(choice -> "Buy at " + choice.offer() + "?");
        return Graph.of(Wish.class)
                .forEach("shop", Purchase::inquiries, Inquiry::shop, inquire)
                .settle(Purchase::cheapest)
                .when(Choice::isExpensive, Graph.of(Choice.class).with(confirm, Choice::after));
    }

    private static Offer ask(Market market, Inquiry inquiry) throws IOException {
        return new Offer(inquiry.shop(), market.centsFor(inquiry.shop(), inquiry.item()));
    }

    private static List<Inquiry> inquiries(Wish wish) {
        return wish.shops().stream().map(shop -> new Inquiry(shop, wish.item())).toList();
    }

    private static Choice cheapest(List<Branch<Offer>> branches) {
        return new Choice(branches.stream()
                .flatMap(branch -> branch.result().stream())
                .min(Comparator.comparingInt(Offer::cents)));
    }
}
