/** How fast events become mini-batches, against torchvision and Pillow. */
@NullMarked
package io.headwater.bench.ingest;

import org.jspecify.annotations.NullMarked;
