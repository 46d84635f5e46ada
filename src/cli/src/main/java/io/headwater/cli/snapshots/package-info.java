/** Looks into the snapshots of a model: lists, verifies, compares and exports them. */
@NullMarked
package io.headwater.cli.snapshots;

import org.jspecify.annotations.NullMarked;
