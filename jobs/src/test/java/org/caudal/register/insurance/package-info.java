@NullMarked
package org.caudal.register.insurance;

import org.jspecify.annotations.NullMarked;
