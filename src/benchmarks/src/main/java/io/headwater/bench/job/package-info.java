/** What the benchmarks of the whole job share: workloads, a filled broker, and runs of the job. */
@NullMarked
package io.headwater.bench.job;

import org.jspecify.annotations.NullMarked;
