/** What a configuration would train, before anything starts. */
@NullMarked
package io.headwater.cli.plan;

import org.jspecify.annotations.NullMarked;
