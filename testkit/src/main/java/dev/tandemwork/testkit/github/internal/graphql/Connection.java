package dev.tandemwork.testkit.github.internal.graphql;

import java.util.List;

/**
 * A page of a list.
 *
 * @param items on the page
 * @param total how many there are on all pages
 * @param start what stands before the page
 */
record Connection(List<GraphObject> items, int total, int start) {
    private static final int MOST = 100;
    private static final GraphType<Connection> PAGE = new GraphType<Connection>("PageInfo")
            .with("hasNextPage", page -> page.end() < page.total())
            .with("hasPreviousPage", page -> page.start() > 0)
            .with("startCursor", page -> cursor(page.start()))
            .with("endCursor", page -> cursor(page.end()));

    static GraphObject of(String type, List<GraphObject> all, Arguments arguments) {
        return new GraphType<Connection>(type)
                .with("nodes", Connection::items)
                .with("totalCount", Connection::total)
                .with("pageInfo", PAGE::of)
                .of(cut(all, arguments));
    }

    private static Connection cut(List<GraphObject> all, Arguments arguments) {
        int last = arguments.number("last", 0);
        int first = arguments.number("first", MOST);
        if (first > MOST || last > MOST) {
            throw new GraphError("Requesting " + Math.max(first, last)
                    + " records on the connection exceeds the `first` limit" + " of 100 records.");
        }
        int after = arguments
                .text("after")
                .filter(text -> !text.isEmpty())
                .map(Integer::parseInt)
                .orElse(0);
        int start = last > 0 ? Math.max(0, all.size() - last) : Math.min(after, all.size());
        int end = last > 0 ? all.size() : Math.min(all.size(), start + first);
        return new Connection(all.subList(start, end), all.size(), start);
    }

    private int end() {
        return start + items.size();
    }

    private static String cursor(int at) {
        return Integer.toString(at);
    }
}
