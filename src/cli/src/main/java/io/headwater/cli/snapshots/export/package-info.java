/** Writes snapshots in the forms that other servers and tools read. */
@NullMarked
package io.headwater.cli.snapshots.export;

import org.jspecify.annotations.NullMarked;
