/** Tests of the jobs that link records. */
@NullMarked
package org.caudal.register.link;

import org.jspecify.annotations.NullMarked;
