/** Stage 8 of 8, consume, and its contract with stage 7: ONNX payload, manifest, chunks, client. */
@NullMarked
package io.headwater.snapshots;

import org.jspecify.annotations.NullMarked;
