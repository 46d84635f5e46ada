/** Holds docker/ and k8s/ against their schemas, the job's configuration and the build. */
@NullMarked
package io.headwater.deploy;

import org.jspecify.annotations.NullMarked;
