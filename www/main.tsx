// The page's entry. So far it only says whether workers may share memory here.
import { render } from 'preact';

const root = document.getElementById('app');
if (root !== null) {
  render(<p>{crossOriginIsolated ? 'isolated' : 'not isolated'}</p>, root);
}
