/** A page in the browser that shows a job as it runs: what it learns, from what, and how well. */
@NullMarked
package io.headwater.cli.dashboard;

import org.jspecify.annotations.NullMarked;
