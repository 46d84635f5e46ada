/** Predictions over HTTP, against ONNX Runtime alone, and while snapshots are swapped. */
@NullMarked
package io.headwater.bench.serve;

import org.jspecify.annotations.NullMarked;
