/** The job's configuration: one YAML file, checked as a whole and turned into immutable records. */
@NullMarked
package io.headwater.job.config;

import org.jspecify.annotations.NullMarked;
