/** {@code bench pipeline}: what the job costs beside training. */
@NullMarked
package io.headwater.bench.pipeline;

import org.jspecify.annotations.NullMarked;
