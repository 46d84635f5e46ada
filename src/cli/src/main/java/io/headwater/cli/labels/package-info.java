/** Answers Label Studio: takes its annotations as events, and gives it pre-labels. */
@NullMarked
package io.headwater.cli.labels;

import org.jspecify.annotations.NullMarked;
