/** Open Inference Protocol 2 over HTTP, with Triton's extension for binary tensors. */
@NullMarked
package io.headwater.serve.protocol;

import org.jspecify.annotations.NullMarked;
