/** Lets workers that have no part in this machine's files clone its repositories, and push to them. */
@NullMarked
package dev.tandemwork.cli.serve;

import org.jspecify.annotations.NullMarked;
