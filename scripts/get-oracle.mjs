// Restores the official Bicep CLI from NuGet into the cache of the .NET SDK, where test/official looks for it.
import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import path from 'node:path';

const version = '0.49.2';
/** @type {Readonly<Partial<Record<NodeJS.Platform, string>>>} */
const systems = { win32: 'win', darwin: 'osx' };
const platform = `${systems[process.platform] ?? 'linux'}-${process.arch}`;
const name = `Azure.Bicep.CommandLine.${platform}`;
const project = `<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup>
    <TargetFramework>net8.0</TargetFramework>
    <DisableImplicitFrameworkReferences>true</DisableImplicitFrameworkReferences>
    <DisableTransitiveFrameworkReferenceDownloads>true</DisableTransitiveFrameworkReferenceDownloads>
  </PropertyGroup>
  <ItemGroup><PackageDownload Include="${name}" Version="[${version}]" /></ItemGroup>
</Project>
`;

const folder = mkdtempSync(path.join(tmpdir(), 'armlock-restore-'));
writeFileSync(path.join(folder, 'restore.csproj'), project);
const { status, stdout, error } = spawnSync('dotnet', ['restore', folder], { encoding: 'utf8' });
rmSync(folder, { recursive: true });

const cache = process.env['NUGET_PACKAGES'] ?? path.join(homedir(), '.nuget', 'packages');
const tools = path.join(cache, name.toLowerCase(), version, 'tools');
const command = path.join(tools, process.platform === 'win32' ? 'bicep.exe' : 'bicep');
if (status === 0 && existsSync(command)) {
  chmodSync(command, 0o755);
  console.log(command);
} else {
  console.error(`The official CLI cannot be restored: ${error?.message ?? stdout?.trim()}`);
  process.exitCode = 1;
}
