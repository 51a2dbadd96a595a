/** The demonstration: a small repository, a plan of five tasks, and scripted agents that need no key and no network. */
@NullMarked
package dev.tandemwork.cli.demo;

import org.jspecify.annotations.NullMarked;
