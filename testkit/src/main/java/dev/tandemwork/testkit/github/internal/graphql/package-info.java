/** As much of GraphQL as gh and clients send. */
@NullMarked
package dev.tandemwork.testkit.github.internal.graphql;

import org.jspecify.annotations.NullMarked;
