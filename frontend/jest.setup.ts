import { configure } from '@testing-library/react';
import '@testing-library/jest-dom';

// What a test waits for is there at once or not at all; a second is too short for parts that are loaded lazily.
configure({ asyncUtilTimeout: 15_000 });
