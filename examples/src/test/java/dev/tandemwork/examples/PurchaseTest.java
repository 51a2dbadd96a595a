package dev.tandemwork.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandemwork.engine.Engine;
import dev.tandemwork.engine.Outcome;
import dev.tandemwork.engine.Question;
import dev.tandemwork.engine.Run;
import dev.tandemwork.examples.Purchase.Choice;
import dev.tandemwork.examples.Purchase.Decision;
import dev.tandemwork.examples.Purchase.Offer;
import dev.tandemwork.examples.Purchase.Wish;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
final class PurchaseTest {
    private static final Wish WISH = new Wish("tea", List.of("near", "far", "closed"));

    @Test
    void cheapestOffer_isTaken_fromTheShopsThatAnswer() throws Exception {
        try (Engine engine = Engine.builder().build();
                Run<Choice> run = engine.start(Purchase.graph(prices(350, 300)), WISH)) {
            assertThat(run.await().result()).contains(new Choice(Optional.of(new Offer("far", 300))));
        }
    }

    @Test
    void expensiveOffer_waitsForAPerson() throws Exception {
        try (Engine engine = Engine.builder().build();
                Run<Choice> run = engine.start(Purchase.graph(prices(20_000, 30_000)), WISH)) {
            assertThat(run.await()).isInstanceOf(Outcome.Parked.class);
            Question question = run.questions().get(0);

            run.answer(question.path(), Decision.LEAVE, "a person");

            assertThat(run.await().result()).contains(new Choice(Optional.empty()));
        }
    }

    private static Purchase.Market prices(int near, int far) {
        Map<String, Integer> cents = Map.of("near", near, "far", far);
        return (shop, item) -> {
            Integer price = cents.get(shop);
            if (price == null) {
                throw new IllegalStateException("shop [" + shop + "] is closed");
            }
            return price;
        };
    }
}
